namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Many events in one piece of memory.</summary>
internal sealed class EventSet
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    public EventSet(IEnumerable<ReadOnlyMemory<byte>> events)
    {
        var bytes = new MemoryStream();
        var ends = new List<int>();
        foreach (ReadOnlyMemory<byte> item in events)
        {
            bytes.Write(item.Span);
            ends.Add((int)bytes.Length);
        }

        _bytes = bytes.ToArray();
        _ends = [.. ends];
    }

    public int Count => _ends.Length;

    public double MeanLength => (double)_bytes.Length / Count;

    public ReadOnlyMemory<byte> this[int number] => _bytes.AsMemory(Start(number), _ends[number] - Start(number));

    public ReadOnlySpan<byte> Span(int number) => _bytes.AsSpan(Start(number), _ends[number] - Start(number));

    private int Start(int number) => number == 0 ? 0 : _ends[number - 1];
}
