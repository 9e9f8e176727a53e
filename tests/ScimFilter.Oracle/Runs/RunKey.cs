namespace ScimFilter.Oracle.Runs;

/// <summary>A key too large to be written at once, which tells when it was torn.</summary>
public readonly record struct RunKey(long Number, long Writer, long Sum)
{
    public RunKey(int number, int writer)
        : this(number, writer, ~(number ^ ((long)writer << 32)))
    {
    }

    public bool IsWhole => Sum == ~(Number ^ (Writer << 32));
}
