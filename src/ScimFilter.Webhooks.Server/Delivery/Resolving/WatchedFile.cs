namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// What is in a small text file of the system, read again when the file has changed, which is looked at once a second at most. A file
/// that is not there or cannot be read counts as empty. Thread-safe.
/// </summary>
internal sealed class WatchedFile<T>(string path, Func<IEnumerable<string>, T> parse, TimeProvider time)
    where T : class
{
    private const int MaxLines = 100_000;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (DateTime WrittenAt, long Length) _version;
    private long _lookedAt;
    private T? _value;

    public T Value
    {
        get
        {
            lock (_lock)
            {
                if (_value is null || time.GetElapsedTime(_lookedAt) >= _interval)
                {
                    _lookedAt = time.GetTimestamp();
                    var file = new FileInfo(path);
                    (DateTime, long) version = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
                    if (_value is null || version != _version)
                    {
                        _value = parse(Lines());
                        _version = version;
                    }
                }

                return _value;
            }
        }
    }

    private List<string> Lines()
    {
        try
        {
            return [.. File.ReadLines(path).Take(MaxLines)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
