# Words that stand on maps. Link words as within a sentence, names of kinds as alone.

supports = because
opposes = however
answers = answers
asks = asks
restates = that is
contradicts = contradicts
relates = relates to
and = and
claim = Claim
evidence = Evidence
question = Question
note = Note
main-claim = Main claim
assumption = Assumption
implicit = Implicit
report-title = Argument map
report-reasons-for = Reasons for it
report-reasons-against = Reasons against it
report-strikes-step = the step fails, because
report-backs-step = the step holds, because
report-rests-on = What it rests on
report-assumptions = Assumptions
report-open-questions = Open questions
report-sources = Sources
report-confidence = confidence
