namespace ScimFilter.Repl.Interactive;

/// <summary>
/// Takes Ctrl-C while a command runs: the first one asks it to stop, the second one ends the program, as the command may wait for something
/// that cannot be stopped. The line editor takes Ctrl-C as a key; where it is not used, the first one at the prompt says how to leave.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly Action _onPrompt;
    private CancellationTokenSource? _running;
    private volatile bool _wasInterrupted;

    /// <summary>Starts to listen.</summary>
    /// <param name="onPrompt">Called on another thread for the first Ctrl-C at the prompt.</param>
    public Interruption(Action onPrompt)
    {
        _onPrompt = onPrompt;
        Console.CancelKeyPress += OnPress;
    }

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command; gets what tells it to stop.</param>
    public bool Run(Func<CancellationToken, bool> command)
    {
        using var running = new CancellationTokenSource();
        Volatile.Write(ref _running, running);
        try
        {
            return command(running.Token);
        }
        finally
        {
            Volatile.Write(ref _running, null);
            _wasInterrupted = false;
        }
    }

    public void Dispose() => Console.CancelKeyPress -= OnPress;

    private void OnPress(object? sender, ConsoleCancelEventArgs press)
    {
        CancellationTokenSource? running = Volatile.Read(ref _running);
        press.Cancel = !_wasInterrupted;
        if (running is null && !_wasInterrupted)
        {
            _onPrompt();
        }

        _wasInterrupted = true;
        try
        {
            running?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command has ended meanwhile.
        }
    }
}
