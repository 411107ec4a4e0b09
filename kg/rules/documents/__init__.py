"""What texts say of policy documents: numbers, dates, when they are in force, and what they rest on."""
