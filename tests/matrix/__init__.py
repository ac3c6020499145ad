"""The matrix of permissions, executed: role × schema coordinate × relation of the object to the viewer.

`expectation` says by hand who may do what, `facts` how each object of the fixture world stands to each
viewer; `ways`, `fields`, `variants` and `changes` ask over HTTP and give a `Cell` for every answer.
Whoever adds a coordinate states it in `expectation`; a new type of objects also needs facts and links,
and a mutation needs what it changes. `flips` changes the policy, which the cells must notice.
"""
