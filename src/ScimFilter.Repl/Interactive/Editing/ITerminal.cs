namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>What the line editor needs of a terminal that understands ANSI escape sequences.</summary>
internal interface ITerminal
{
    /// <summary>Gets the number of cells in a row; at least 1.</summary>
    int Width { get; }

    /// <summary>Gets the number of rows; at least 1.</summary>
    int Height { get; }

    /// <summary>Gets a value indicating whether a key waits to be read, so that drawing can wait for it.</summary>
    bool HasInput { get; }

    /// <summary>Waits for a key. Ctrl-C is a key like any other.</summary>
    ConsoleKeyInfo ReadKey();

    /// <summary>Stops the program until the shell continues it, as Ctrl-Z does.</summary>
    void Suspend();

    /// <summary>Writes text and escape sequences at once.</summary>
    void Write(string text);
}
