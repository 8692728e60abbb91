//! What fuzzing has found, each as the input that showed it.
