using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>parse FILTER</c>: the canonical text and the tree, or what is wrong.</summary>
internal sealed class ParseCommand(Channels channels, FilterOptions options)
{
    public int Run(string text)
    {
        if (!FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error))
        {
            channels.Error.WriteLine(error.Draw(text));
            return ExitCode.No;
        }

        channels.Output.WriteLine(filter.ToString());
        channels.Output.Write(FilterTree.Draw(filter));
        return ExitCode.Success;
    }

    /// <summary>The same as one JSON object on standard output.</summary>
    public int RunJson(string text)
    {
        using var output = new JsonOutput(channels.Output);
        bool ok = FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error);
        output.WriteLine(writer =>
        {
            writer.WriteBoolean("ok", ok);
            if (filter is not null)
            {
                writer.WriteString("canonical", filter.ToString());
                writer.WritePropertyName("tree");
                FilterTreeJson.Write(writer, filter);
            }
            else
            {
                ErrorJson.Write(writer, error!);
            }
        });
        if (!ok)
        {
            channels.Error.WriteLine(error!.Draw(text));
        }

        return ok ? ExitCode.Success : ExitCode.No;
    }
}
