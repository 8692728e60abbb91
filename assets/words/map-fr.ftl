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
report-title = Carte d’arguments
report-reasons-for = Raisons en faveur
report-reasons-against = Raisons contre
report-strikes-step = le passage ne tient pas, car
report-backs-step = le passage tient, car
report-rests-on = Sur quoi cela repose
report-assumptions = Hypothèses admises
report-open-questions = Questions ouvertes
report-sources = Sources
report-confidence = confiance
