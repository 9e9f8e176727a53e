namespace ScimFilter.Repl.Tests;

/// <summary>A clock that goes on by more than half a second whenever somebody looks at it.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 10;

    public override long GetTimestamp() => _now += 6;
}
