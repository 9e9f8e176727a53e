using System.CommandLine;
using ScimFilter.Repl.Io;
using ScimFilter.Schema;
using ScimFilter.Webhooks;

namespace ScimFilter.Repl.Commands;

/// <summary>The options of a command that say which filters it takes: <c>--strict</c>, <c>--schema</c> and <c>--profile</c>.</summary>
internal sealed class Language
{
    private readonly Option<bool> _strict = new("--strict") { Description = "Take the ABNF of RFC 7644 to the letter." };

    private readonly Option<string[]> _schema = new("--schema")
    {
        Description =
            "A file with the schema to check filters against: one of RFC 7643, an array of them, or a list from /Schemas. May be repeated.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "A built-in schema to check filters against.",
        HelpName = "webhooks",
    };

    /// <summary>Adds the options to a command.</summary>
    public Language(Command command)
    {
        _profile.AcceptOnlyFromAmong("webhooks");
        command.Options.Add(_strict);
        command.Options.Add(_schema);
        command.Options.Add(_profile);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_schema) is not null && result.GetResult(_profile) is not null)
            {
                result.AddError("--schema and --profile exclude each other.");
            }
        });
    }

    /// <summary>Gives how filters are parsed.</summary>
    public FilterOptions Parsing(ParseResult result) =>
        new() { Syntax = result.GetValue(_strict) ? FilterSyntax.Strict : FilterSyntax.Lenient };

    /// <summary>Reads the schema; reports what is wrong with it.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="channels">Gets the report.</param>
    /// <param name="schema">The schema; null when none is wanted.</param>
    /// <returns>Whether the command can go on.</returns>
    public bool TryReadSchema(ParseResult result, Channels channels, out FilterSchema? schema)
    {
        string[] files = result.GetValue(_schema) ?? [];
        schema = files.Length > 0 ? SchemaFiles.Read(files, channels)
            : result.GetValue(_profile) is null ? null : EventProfile.Qlik.Schema;
        return files.Length == 0 || schema is not null;
    }
}
