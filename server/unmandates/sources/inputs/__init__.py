"""Files of strangers, opened within limits: folders, archives, XML, JSON, CSV. Nothing here knows a source."""
