using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>What an operator is told of an exception that ends the process: sentences without frames.</summary>
internal static class FailureText
{
    /// <summary>Gives a line for each thing that is wrong.</summary>
    public static IEnumerable<string> LinesOf(Exception exception) =>
        exception is OptionsValidationException options ? options.Failures : [Of(exception)];

    /// <summary>Gives everything in one line.</summary>
    public static string Of(Exception exception) => OneLine(exception switch
    {
        OperatorException => exception.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException { InnerExceptions.Count: > 0 } several =>
            string.Join(' ', several.InnerExceptions.Select(Of).Distinct(StringComparer.Ordinal)),
        SqliteException sqlite => SqliteFailures.SentenceOf(sqlite),
        _ => WithCauses(exception),
    });

    // Readers of configuration say where, and their causes what: the innermost one alone would not name the setting or the file.
    private static string WithCauses(Exception exception)
    {
        var messages = new List<string>();
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Exists(known => known.Contains(cause.Message, StringComparison.Ordinal)))
            {
                messages.Add(cause.Message);
            }
        }

        return string.Join(' ', messages);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
