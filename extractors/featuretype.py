"""The shape of a feature vector: value by name; most are 1.0 where they hold and absent where not."""

Features = dict[str, float]
