using System.CommandLine;
using System.CommandLine.Help;
using ScimFilter.Repl.Interactive;
using ScimFilter.Repl.Io;
using ScimFilter.Schema;

namespace ScimFilter.Repl.Commands;

/// <summary>The commands with their arguments and options.</summary>
internal static class CommandTree
{
    /// <summary>Builds the commands.</summary>
    /// <param name="channels">The streams.</param>
    /// <param name="arguments">The arguments to be parsed. Behind <c>--</c> a word is no option, whatever it starts with.</param>
    public static Command Build(Channels channels, IReadOnlyList<string> arguments)
    {
        var words = new MisspeltOptions(arguments);
        // A RootCommand would call itself by the name of the assembly.
        var root = new Command("scimfilter", HelpText.Root)
        {
            Parse(channels, words), Eval(channels, words), Explain(channels, words), Validate(channels, words), Plan(channels, words),
            Match(channels),
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        root.SetAction(_ => ReplProgram.Run(channels));
        return root;
    }

    private static Command Parse(Channels channels, MisspeltOptions words)
    {
        Argument<string?> filter = OptionalFilter(words);
        Option<bool> strict = Flag("--strict", "Take the ABNF of RFC 7644 to the letter.");
        Option<bool> json = Flag("--json", "Print one JSON object with the canonical text and the tree.");
        Option<string?> lines = Lines("{\"filter\":...}");
        var command = new Command("parse", HelpText.Parse) { filter, strict, json, lines };
        RequireOne(command, filter, lines);
        command.SetAction(result =>
        {
            var options = new FilterOptions { Syntax = result.GetValue(strict) ? FilterSyntax.Strict : FilterSyntax.Lenient };
            return result.GetValue(lines) is { } file ? new ParseLinesCommand(channels, options).Run(file)
                : result.GetValue(json) ? new ParseCommand(channels, options).RunJson(result.GetValue(filter)!)
                : new ParseCommand(channels, options).Run(result.GetValue(filter)!);
        });
        return command;
    }

    private static Command Eval(Channels channels, MisspeltOptions words)
    {
        Argument<string?> filter = OptionalFilter(words);
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files of events, one JSON object a line; '-' or none: standard input.",
            Arity = ArgumentArity.ZeroOrMore
        };
        files.Validators.Add(words.RefuseAsFiles);
        files.Validators.Add(static result =>
        {
            if (result.Tokens.Count(token => token.Value == "-") > 1)
            {
                result.AddError("Only one FILE can be standard input.");
            }
        });
        Option<bool> caseExact = CaseExact();
        Option<string?> lines = Lines("{\"filter\":...,\"resource\":...,\"caseExact\":true|false}");
        var command = new Command("eval", HelpText.Eval) { filter, files, caseExact, lines };
        var language = new Language(command);
        RequireOne(command, filter, lines);
        command.SetAction(result =>
        {
            if (!language.TryReadSchema(result, channels, out FilterSchema? schema))
            {
                return ExitCode.Trouble;
            }

            FilterOptions parsing = language.Parsing(result);
            FilterCompilerOptions options = Compiling(result.GetValue(caseExact), schema);
            return result.GetValue(lines) is { } file
                ? new EvalLinesCommand(channels, parsing, options).Run(file)
                : new EvalCommand(channels, parsing, options).Run(result.GetValue(filter)!, result.GetValue(files) ?? []);
        });
        return command;
    }

    private static Command Explain(Channels channels, MisspeltOptions words)
    {
        Argument<string> filter = Filter(words);
        var file = new Argument<string>("FILE")
        {
            Description = "A file of events, one JSON object a line; '-' or none: standard input.",
            DefaultValueFactory = _ => "-",
        };
        file.Validators.Add(words.RefuseAsFiles);
        Option<bool> caseExact = CaseExact();
        Option<bool> json = Flag("--json", "Print a JSON line an event.");
        var command = new Command("explain", HelpText.Explain) { filter, file, caseExact, json };
        var language = new Language(command);
        command.SetAction(result =>
        {
            if (!language.TryReadSchema(result, channels, out FilterSchema? schema))
            {
                return ExitCode.Trouble;
            }

            FilterCompilerOptions options = Compiling(result.GetValue(caseExact), schema);
            var explain = new ExplainCommand(channels, language.Parsing(result), options) { IsJson = result.GetValue(json) };
            return explain.Run(result.GetValue(filter)!, result.GetValue(file)!);
        });
        return command;
    }

    private static FilterCompilerOptions Compiling(bool caseExact, FilterSchema? schema) =>
        new() { EventReading = EventReading.Strict, CaseExact = caseExact, Schema = schema };

    private static Command Validate(Channels channels, MisspeltOptions words)
    {
        Argument<string> filter = Filter(words);
        Option<string[]> types = EventTypes();
        var command = new Command("validate", HelpText.Validate) { filter, types };
        var language = new Language(command);
        command.SetAction(result =>
            language.TryReadSchema(result, channels, out FilterSchema? schema)
                ? new ValidateCommand(channels, language.Parsing(result), schema,
                    result.GetValue(types) ?? []).Run(result.GetValue(filter)!)
                : ExitCode.Trouble);
        return command;
    }

    private static Command Plan(Channels channels, MisspeltOptions words)
    {
        Argument<string> filter = Filter(words);
        Option<string[]> types = EventTypes();
        Option<bool> caseExact = CaseExact();
        Option<bool> json = Flag("--json", "Print one JSON object.");
        var command = new Command("plan", HelpText.Plan) { filter, types, caseExact, json };
        var language = new Language(command);
        command.SetAction(result =>
        {
            if (!language.TryReadSchema(result, channels, out FilterSchema? schema))
            {
                return ExitCode.Trouble;
            }

            FilterCompilerOptions options = Compiling(result.GetValue(caseExact), schema);
            var plan = new PlanCommand(channels, language.Parsing(result), options, result.GetValue(types) ?? [])
            {
                IsJson = result.GetValue(json),
            };
            return plan.Run(result.GetValue(filter)!);
        });
        return command;
    }

    private static Command Match(Channels channels)
    {
        var subscriptions = new Option<string>("--subscriptions")
        {
            Description = "The file of subscriptions.", HelpName = "FILE",
            DefaultValueFactory = _ => Samples.Subscriptions
        };
        var events = new Option<string>("--events")
        {
            Description = "The file of events; '-': standard input.", HelpName = "FILE|-",
            DefaultValueFactory = _ => Samples.Events
        };
        Option<bool> caseExact = CaseExact();
        Option<bool> stats = Flag("--stats", "Print load time, bytes/subscription, ns/event and what the index holds to standard error.");
        var command = new Command("match", HelpText.Match) { subscriptions, events, caseExact, stats };
        var language = new Language(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(subscriptions) is { Implicit: false } != result.GetResult(events) is { Implicit: false })
            {
                result.AddError("Give both --subscriptions and --events, or neither to match the samples.");
            }
            else if (result.GetValue(subscriptions) == "-" && result.GetValue(events) == "-")
            {
                result.AddError("Only one of --subscriptions and --events can be standard input.");
            }
        });
        command.SetAction(result =>
        {
            if (!language.TryReadSchema(result, channels, out FilterSchema? schema))
            {
                return ExitCode.Trouble;
            }

            var options = new FilterCompilerOptions { CaseExact = result.GetValue(caseExact), Schema = schema };
            var match = new MatchCommand(channels, language.Parsing(result), options,
                TimeProvider.System)
            { ShowsStatistics = result.GetValue(stats) };
            return match.Run(result.GetValue(subscriptions)!, result.GetValue(events)!);
        });
        return command;
    }

    private static Argument<string> Filter(MisspeltOptions words)
    {
        var filter = new Argument<string>("FILTER") { Description = "The filter." };
        filter.Validators.Add(words.RefuseAsFilter);
        return filter;
    }

    private static Argument<string?> OptionalFilter(MisspeltOptions words)
    {
        var filter = new Argument<string?>("FILTER")
        {
            Description = "The filter; left out with --jsonl.",
            Arity = ArgumentArity.ZeroOrOne
        };
        filter.Validators.Add(words.RefuseAsFilter);
        return filter;
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<string[]> EventTypes() => new("--event-type")
    {
        Description = "An event type of the subscription; may be repeated. None: any type.",
        HelpName = "T",
    };

    private static Option<bool> CaseExact() => Flag("--case-exact", "Compare strings exactly; SCIM ignores case by default.");

    private static Option<string?> Lines(string line) =>
        new("--jsonl") { Description = $"Answer each line {line} of a file with a JSON line.", HelpName = "FILE|-" };

    private static void RequireOne(Command command, Argument<string?> filter, Option<string?> lines) => command.Validators.Add(result =>
    {
        bool hasFilter = result.GetResult(filter) is { Tokens.Count: > 0 };
        if (hasFilter == (result.GetResult(lines) is not null))
        {
            result.AddError(hasFilter ? "FILTER and --jsonl exclude each other." : "FILTER or --jsonl is required.");
        }
    });
}
