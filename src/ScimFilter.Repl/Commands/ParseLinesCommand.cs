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
        bool fine = new InputFile(file, channels).ForEachLine((line, _) =>
        {
            Answer(line, output);
            return true;
        });
        return fine ? ExitCode.Success : ExitCode.Trouble;
    }

    private void Answer(ReadOnlyMemory<byte> line, JsonOutput output)
    {
        try
        {
            string text = _members.Read(line).RequireString("filter");
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
        }
        catch (InputFormatException failure)
        {
            output.WriteLine(writer =>
            {
                writer.WriteBoolean("ok", false);
                ErrorJson.Write(writer, ErrorJson.InvalidInput, failure.Message);
            });
        }
    }
}
