// Renders a template as the images' init scripts do: Go's text/template with sprig's functions and `toBool`, the
// environment as `.Env`, the result on standard output. With --batch it takes jobs in JSON from standard input.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
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

// A dialect is what differs between the versions of tpl.
type dialect struct {
	// The values that toBool takes besides texts.
	Values bool
	// Whether toBool takes an unset variable.
	Nothing bool
	// Whether toBool takes any word for true.
	Words bool
	// Whether `and` and `or` leave out the operands that don't count.
	StopsEarly bool
	// Whether `add` takes numbers alone as its first operand.
	AddsNumbersOnly bool
}

// The newest tpl.
var newest = dialect{true, true, true, true, true}

// toBool reads what people write into .env: quotes don't count.
func (d dialect) toBool(value any) bool {
	switch value := value.(type) {
	case string:
		bare := strings.NewReplacer(`"`, "", `'`, "").Replace(value)
		truth, err := strconv.ParseBool(bare)
		if err == nil {
			return truth
		}
		if d.Words {
			return bare != ""
		}
		panic(err.Error())
	case nil:
		if d.Nothing {
			return false
		}
	case bool:
		if d.Values {
			return value
		}
	case int:
		if d.Values {
			return value != 0
		}
	}
	panic(fmt.Sprintf("toBool does not take %v", value))
}

// functions gives what templates can call.
func (d dialect) functions() template.FuncMap {
	functions := sprig.TxtFuncMap()
	functions["toBool"] = d.toBool
	if !d.StopsEarly {
		// A function of one's own gets all its operands, as Go's had before 1.18.
		functions["and"] = func(first any, rest ...any) any { return junction(false, first, rest) }
		functions["or"] = func(first any, rest ...any) any { return junction(true, first, rest) }
	}
	if d.AddsNumbersOnly {
		sum := functions["add"].(func(...any) int64)
		functions["add"] = func(numbers ...any) int64 {
			if len(numbers) > 0 {
				if _, isText := numbers[0].(string); isText {
					panic("add takes a number first")
				}
			}
			return sum(numbers...)
		}
	}
	return functions
}

func junction(stop bool, value any, rest []any) any {
	for _, next := range rest {
		if truth, _ := template.IsTrue(value); truth == stop {
			return value
		}
		value = next
	}
	return value
}

// A job is a template and the environments to render it with.
type job struct {
	Template     string
	Dialect      dialect
	Environments []map[string]string
}

// A result is the rendered text, or why there is none.
type result struct {
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
}

func (j job) render(variables map[string]string) (string, error) {
	environment := make(map[string]any)
	for name, value := range variables {
		environment[name] = value
	}
	parsed, err := template.New("template").Option("missingkey=default").Funcs(j.Dialect.functions()).Parse(j.Template)
	if err != nil {
		return "", err
	}
	var output strings.Builder
	if err := parsed.Execute(&output, map[string]any{"Env": environment}); err != nil {
		return "", err
	}
	return output.String(), nil
}

// batch reads jobs, and writes a list of results for each, a line each.
func batch() error {
	decoder := json.NewDecoder(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		var next job
		if err := decoder.Decode(&next); err == io.EOF {
			return output.Flush()
		} else if err != nil {
			return err
		}
		results := []result{}
		for _, environment := range next.Environments {
			text, err := next.render(environment)
			if err != nil {
				results = append(results, result{Error: err.Error()})
			} else {
				results = append(results, result{Text: text})
			}
		}
		if err := encoder.Encode(results); err != nil {
			return err
		}
	}
}

func run(path string) error {
	parsed, err := template.New(filepath.Base(path)).Funcs(newest.functions()).ParseFiles(path)
	if err != nil {
		return err
	}
	return parsed.Execute(os.Stdout, map[string]any{"Env": environment()})
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: renderer TEMPLATE | --batch")
		os.Exit(64)
	}
	work := func() error { return run(os.Args[1]) }
	if os.Args[1] == "--batch" {
		work = batch
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "renderer:", err)
		os.Exit(1)
	}
}
