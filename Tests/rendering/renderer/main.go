// Renders a template as the images' init scripts do: Go's text/template with sprig's functions and `toBool`, the
// environment as `.Env`, the result on standard output.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
)

// environment gives the process's variables. The values are of type any, so that a missing one is nil in a template,
// as it is in the images.
func environment() map[string]any {
	variables := make(map[string]any)
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		variables[name] = value
	}
	return variables
}

// toBool reads what people write into .env: quotes don't count, and a word that is no truth value is true.
func toBool(value any) bool {
	switch value := value.(type) {
	case nil:
		return false
	case bool:
		return value
	case string:
		bare := strings.NewReplacer(`"`, "", `'`, "").Replace(value)
		if truth, err := strconv.ParseBool(bare); err == nil {
			return truth
		}
		return bare != ""
	default:
		number, err := strconv.ParseFloat(fmt.Sprint(value), 64)
		return err == nil && number != 0
	}
}

func run(path string) error {
	functions := sprig.TxtFuncMap()
	functions["toBool"] = toBool
	parsed, err := template.New(filepath.Base(path)).Funcs(functions).ParseFiles(path)
	if err != nil {
		return err
	}
	return parsed.Execute(os.Stdout, map[string]any{"Env": environment()})
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: renderer TEMPLATE")
		os.Exit(64)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "renderer:", err)
		os.Exit(1)
	}
}
