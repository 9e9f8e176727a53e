using System.CommandLine.Parsing;

namespace ScimFilter.Repl.Commands;

/// <summary>
/// Finds misspelt options, which would be taken for arguments. Behind <c>--</c> a word is no option, whatever it starts with.
/// </summary>
/// <param name="arguments">The arguments of the program.</param>
internal sealed class MisspeltOptions(IReadOnlyList<string> arguments)
{
    private readonly HashSet<string> _options = [.. arguments.TakeWhile(word => word != "--").Where(word => word is ['-', _, ..])];

    /// <summary>No filter starts with a hyphen, so such a word is a misspelt option.</summary>
    public void RefuseAsFilter(ArgumentResult filter)
    {
        if (filter.Tokens is [{ Value: var word }, ..] && (_options.Contains(word) || word == "-"))
        {
            filter.AddError($"Unrecognized option '{word}'.");
        }
    }

    /// <summary>A misspelt option is not the name of a file, unless there is such a file.</summary>
    public void RefuseAsFiles(ArgumentResult files)
    {
        foreach (string word in files.Tokens.Select(token => token.Value).Where(word => _options.Contains(word) && !File.Exists(word)))
        {
            files.AddError($"Unrecognized option '{word}'.");
        }
    }
}
