using ScimFilter.Json.Slots;

namespace ScimFilter.Compilation;

/// <summary>Slots for one evaluation each, so that evaluating allocates nothing. One place for every processor. Thread-safe.</summary>
internal sealed class SlotsPool
{
    private readonly EventSlots?[] _free = new EventSlots?[Environment.ProcessorCount];

    public EventSlots Rent() => Interlocked.Exchange(ref Place(), null) ?? new EventSlots();

    public void Return(EventSlots slots)
    {
        slots.Trim();
        Volatile.Write(ref Place(), slots);
    }

    private ref EventSlots? Place() => ref _free[(uint)Thread.GetCurrentProcessorId() % (uint)_free.Length];
}
