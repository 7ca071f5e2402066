"""Pictures of a prediction, each with a twin in words."""
