// Stays, so that a test can speak through it.
