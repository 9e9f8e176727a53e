using System.Text.Json;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>eval --jsonl FILE</c>: an answer for each line <c>{"filter","resource","caseExact"?}</c>.</summary>
internal sealed class EvalLinesCommand(Channels channels, FilterOptions parsing, FilterCompilerOptions options)
{
    private readonly JsonLine _members = new();
    private readonly FilterCompiler _compiler = new(options);
    private readonly FilterCompiler _caseExact = new(options with { CaseExact = true });

    public int Run(string file)
    {
        using var output = new JsonOutput(channels.Output);
        bool fine = new InputFile(file, channels).ForEachLine((line, _) =>
        {
            output.WriteLine(Answer(line, out bool isUsable));
            return isUsable;
        });
        return fine ? ExitCode.Success : ExitCode.Trouble;
    }

    private Action<Utf8JsonWriter> Answer(ReadOnlyMemory<byte> line, out bool isUsable)
    {
        isUsable = true;
        try
        {
            JsonLine members = _members.Read(line);
            members.RefuseMisspelt("filter", "resource", "caseExact");
            FilterCompiler compiler = members.OptionalBoolean("caseExact") ? _caseExact : _compiler;
            string filter = members.RequireString("filter");
            ReadOnlySpan<byte> resource = members.Require("resource").Span;
            if (EventKind.OtherThanObject(resource) is { } what)
            {
                isUsable = false;
                return writer => ErrorJson.Write(writer, ErrorJson.InvalidEvent, $"an event is a JSON object; this \"resource\" is {what}");
            }

            return Evaluate(filter, resource, compiler);
        }
        catch (InputFormatException failure)
        {
            isUsable = false;
            return writer => ErrorJson.Write(writer, ErrorJson.InvalidInput, failure.Message);
        }
        catch (EventFormatException failure)
        {
            isUsable = false;
            return writer => ErrorJson.Write(writer, ErrorJson.InvalidEvent, failure.Message);
        }
    }

    private Action<Utf8JsonWriter> Evaluate(string text, ReadOnlySpan<byte> resource, FilterCompiler compiler)
    {
        if (!FilterExpression.TryParse(text, parsing, out FilterExpression? filter, out FilterError? error))
        {
            return writer => ErrorJson.Write(writer, error);
        }

        if (!compiler.TryCompile(filter, out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors))
        {
            return writer => ErrorJson.Write(writer, errors[0]);
        }

        bool isMatch = compiled.Matches(resource);
        return writer => writer.WriteBoolean("match", isMatch);
    }
}
