namespace ScimFilter.Oracle.Runs;

/// <summary>
/// What one writer changed, change after change. A change is written down before it is made and once more when it is made, so a
/// reader knows between which two states its answer must lie. What no reader needs any more is forgotten.
/// </summary>
public sealed class ChangeLog
{
    private LoggedChange _begun = new([]);
    private LoggedChange _done;

    public ChangeLog() => _done = _begun;

    /// <summary>Gets the last change that was begun.</summary>
    public LoggedChange Begun => Volatile.Read(ref _begun);

    /// <summary>Gets the last change that is made.</summary>
    public LoggedChange Done => Volatile.Read(ref _done);

    /// <summary>Makes a change.</summary>
    /// <param name="keys">The keys it is about, with what they have afterwards; null for those that are removed.</param>
    /// <param name="change">Makes it.</param>
    public void Make((int Key, Choice? Choice)[] keys, Action change)
    {
        var next = new LoggedChange(keys);
        _begun.Next = next;
        Volatile.Write(ref _begun, next);
        change();
        Volatile.Write(ref _done, next);
    }
}

/// <summary>A change of some keys, seen by readers whole or not at all.</summary>
public sealed class LoggedChange((int Key, Choice? Choice)[] keys)
{
    private LoggedChange? _next;

    public (int Key, Choice? Choice)[] Keys { get; } = keys;

    /// <summary>Gets or sets the change after it.</summary>
    public LoggedChange? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}
