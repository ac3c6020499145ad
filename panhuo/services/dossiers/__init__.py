"""What is done with dossiers: filing (`filing`, `saving`, `submitting`), review (`reviewing`), and `settled`.

Every act is one transaction of `acting`, finds its dossier with `finding`, and takes the step that
`panhuo.rules.dossier_lifecycle` knows with `steps.take`, which writes the row of `review`, the audit entry
and the signals, and keeps the patents in step.
"""
