"""What a cyber-surveillance item does (contract: `functions`)."""

FUNCTIONS = (
    "phone_interception",
    "phone_location",
    "password_circumvention",
    "user_identification",
    "intrusion_software",
    "traffic_analysis",
    "data_extraction",
    "biometric_identification",
    "data_retention",
    "other",
)
