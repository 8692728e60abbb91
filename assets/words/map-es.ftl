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
