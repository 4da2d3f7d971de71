if [ "$A" ]; then
  echo "b
