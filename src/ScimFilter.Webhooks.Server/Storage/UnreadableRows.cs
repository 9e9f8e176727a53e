using System.Collections.Concurrent;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>
/// Names rows that cannot be read, once each: one damaged row must neither stop the service nor hide the others. Thread-safe.
/// </summary>
internal sealed partial class UnreadableRows
{
    // More than these are not named by a running server; 'check' names all.
    private const int MaxLogged = 1_000;

    private readonly ConcurrentDictionary<(string Table, string Row), bool> _named = new();
    private readonly Action<string, string, string, string> _tell;

    /// <summary>Names them in the log.</summary>
    public UnreadableRows(ILogger<UnreadableRows> logger)
    {
        _tell = (table, row, what, effect) =>
        {
            if (_named.Count < MaxLogged && _named.TryAdd((table, row), true))
            {
                RowUnreadable(logger, table, row, what, effect);
            }
        };
    }

    /// <summary>Names all of them to somebody, with table, row and what of it.</summary>
    public UnreadableRows(Action<string, string, string> tell) => _tell = (table, row, what, _) => tell(table, row, what);

    /// <summary>Notes a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">What the row is known by.</param>
    /// <param name="what">What of it cannot be read.</param>
    /// <param name="effect">What becomes of it.</param>
    public void Report(string table, string row, string what, string effect) => _tell(table, row, what, effect);

    [LoggerMessage(LogLevel.Error, "A row of {Table} cannot be read: {Row} ({What}). {Effect}")]
    private static partial void RowUnreadable(ILogger logger, string table, string row, string what, string effect);
}
