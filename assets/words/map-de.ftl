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
report-title = Argumentkarte
report-reasons-for = Was dafür spricht
report-reasons-against = Was dagegen spricht
report-strikes-step = der Schluss trägt nicht, weil
report-backs-step = der Schluss trägt, weil
report-rests-on = Worauf es beruht
report-assumptions = Annahmen
report-open-questions = Offene Fragen
report-sources = Quellen
report-confidence = Sicherheit des Urteils
