# Words that stand on maps. Link words as within a sentence, names of kinds as alone.

supports = weil
opposes = jedoch
answers = antwortet
asks = fragt
restates = das heißt
contradicts = widerspricht
relates = hängt zusammen mit
and = und
claim = Behauptung
evidence = Beleg
question = Frage
note = Notiz
main-claim = Hauptthese
assumption = Annahme
implicit = Unausgesprochen
