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
