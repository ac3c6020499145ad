"""What is done with enterprises' demands (企业需求, S162–S166).

Nothing here touches the dossier or the patent: an inventor learns of a demand by no version, event or count.
"""
