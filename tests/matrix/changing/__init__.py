"""Every mutation by every viewer on every object: what it answers, and which rows differ afterwards."""
