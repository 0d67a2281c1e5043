"""What programs look for at fixed addresses: the map of the site, OpenAPI, VoID, catalogues."""
