if [ "$1" = "fail with Bern" ]; then echo "no way" >&2; exit 3; fi
if [ "$1" = "warn with Bern" ]; then echo "only a warning" >&2; exit 0; fi
echo "  said: $1"
echo "$3" | grep -o '"town":"[A-Za-z]*"' | head -n 1
