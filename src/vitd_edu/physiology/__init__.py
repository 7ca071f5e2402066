"""Models of the body: equations with one citation each. Deaf to the screen."""
