"""What a replay of anonymous activity may do: four kinds of steps act, all others are logged skipped (C18)."""

REPLAYED = frozenset({"change_score", "change_data_value", "interesting_moment", "add_to_list"})
BACK_DATED = frozenset({"interesting_moment"})
NOT_REPLAYED = "Anonymous: the step does not act on what the person did before being known."
