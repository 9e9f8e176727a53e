namespace ScimFilter.Aot;

/// <summary>Counts checks and keeps what failed. A check that throws has failed; the ones after it still run.</summary>
internal sealed class Checks
{
    private readonly List<string> _failures = [];

    public int Count { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    public void That(string name, Func<bool> holds)
    {
        Count++;
        try
        {
            if (!holds())
            {
                _failures.Add($"FAILED {name}");
            }
        }
#pragma warning disable CA1031 // whatever is thrown is the finding
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failures.Add($"FAILED {name}: {exception}");
        }
    }

    public void Throws<TException>(string name, Action action)
        where TException : Exception =>
        That(name, () =>
        {
            try
            {
                action();
                return false;
            }
            catch (TException)
            {
                return true;
            }
        });
}
