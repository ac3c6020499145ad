"""What patents can be found by that hangs on them in rows of its own: inventors."""

from panhuo.compiler.binding import Condition, Related
from panhuo.types.declare import physical
from panhuo.types.filters import filter_input

INVENTOR = {"name": (Condition(physical("name"), "text"), "Name as the patent has it (姓名).")}
INVENTORS = Related(
    "patent_inventor",
    lambda alias, row: f"{alias}.patent_id = {row}",
    {name: condition for name, (condition, _) in INVENTOR.items()},
)
PatentInventorFilter = filter_input(
    "PatentInventorFilter", __name__, "Which inventors (发明人筛选).", INVENTOR, {}
)
