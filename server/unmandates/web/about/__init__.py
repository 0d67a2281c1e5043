"""What the data are: releases and what changed between them, and how an error is reported."""
