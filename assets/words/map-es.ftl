# Words that stand on maps. Link words as within a sentence, names of kinds as alone.

supports = porque
opposes = sin embargo
answers = responde
asks = pregunta
restates = es decir
contradicts = contradice
relates = se relaciona con
and = y
claim = Afirmación
evidence = Evidencia
question = Pregunta
note = Nota
main-claim = Tesis principal
assumption = Supuesto
implicit = Implícito
report-title = Mapa de argumentos
report-reasons-for = Razones a favor
report-reasons-against = Razones en contra
report-strikes-step = el paso falla, porque
report-backs-step = el paso se sostiene, porque
report-rests-on = En qué se apoya
report-assumptions = Supuestos
report-open-questions = Preguntas abiertas
report-sources = Fuentes
report-confidence = confianza
