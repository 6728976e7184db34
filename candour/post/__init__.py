"""Mail: fetched, parsed, folded and sent. It knows no request."""
