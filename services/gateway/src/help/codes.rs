// In order: a code is found by halves.
pages![
    "ACT-001", "ACT-002", "ACT-003", "ACT-004", "ACT-005", "ACT-006", "ACT-007", "ACT-008",
    "ACT-009", "ACT-010", "ACT-011", "ACT-020", "ACT-021", "CLE-001", "CLE-002", "DAT-001",
    "DAT-002", "DOS-001", "DOS-002", "DOS-003", "DOS-004", "DOS-005", "DOS-006", "DOS-007",
    "DOS-008", "DOS-009", "DOS-010", "DOS-011", "DOS-012", "DOS-013", "DRO-001", "DRO-002",
    "DRO-003", "ECH-010", "IDE-001", "IND-001", "IND-002", "INT-001", "LEC-001", "LEC-002",
    "LEC-003", "LEC-004", "LIM-001", "LIM-002", "NUM-001", "NUM-002", "NUM-003", "PAR-001",
    "PAR-002", "PAR-003", "REQ-001", "REQ-002", "REQ-003", "REQ-004", "REQ-005", "REQ-006",
    "SES-001", "SES-002", "SES-003", "SES-004", "SES-005", "TAI-001", "TAI-002", "TAI-003",
    "VER-001", "VER-002", "VER-003",
];
