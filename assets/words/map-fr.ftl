# Words that stand on maps. Link words as within a sentence, names of kinds as alone.

supports = parce que
opposes = cependant
answers = répond
asks = demande
restates = autrement dit
contradicts = contredit
relates = se rapporte à
and = et
claim = Affirmation
evidence = Preuve
question = Question
note = Note
main-claim = Thèse principale
assumption = Hypothèse admise
implicit = Implicite
