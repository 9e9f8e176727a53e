using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>parse --jsonl FILE</c>: an answer for each line <c>{"filter":...}</c>.</summary>
internal sealed class ParseLinesCommand(Channels channels, FilterOptions options)
{
    private readonly JsonLine _members = new();

    public int Run(string file)
    {
        using var output = new JsonOutput(channels.Output);
        bool fine = new InputFile(file, channels).ForEachLine((line, _) => Answer(line, output));
        return fine ? ExitCode.Success : ExitCode.Trouble;
    }

    private bool Answer(ReadOnlyMemory<byte> line, JsonOutput output)
    {
        try
        {
            JsonLine members = _members.Read(line);
            members.RefuseMisspelt("filter");
            string text = members.RequireString("filter");
            bool ok = FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error);
            output.WriteLine(writer =>
            {
                writer.WriteBoolean("ok", ok);
                if (filter is not null)
                {
                    writer.WriteString("canonical", filter.ToString());
                }
                else
                {
                    ErrorJson.Write(writer, error!);
                }
            });
            return true;
        }
        catch (InputFormatException failure)
        {
            output.WriteLine(writer =>
            {
                writer.WriteBoolean("ok", false);
                ErrorJson.Write(writer, ErrorJson.InvalidInput, failure.Message);
            });
            return false;
        }
    }
}
