using System.Text.Json;
using System.Text.Unicode;
using ScimFilter.Runtime;

namespace ScimFilter.Json;

/// <summary>An event to slots: the scanner, with the reference reader for what the scanner leaves to it.</summary>
internal static class EventReader
{
    /// <summary>Reads what a plan asks for into slots.</summary>
    /// <exception cref="EventFormatException">The text is no JSON as far as it was read, or beyond a limit.</exception>
    public static void Read(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits)
    {
        if (json.Length > limits.MaxLength)
        {
            throw new EventFormatException($"The event is longer than {limits.MaxLength} bytes.");
        }

        if (limits.Reading == EventReading.Strict)
        {
            Check(json, limits.MaxDepth);
        }

        slots.Reset(plan.SlotCount);
        switch (new EventScanner(json, plan, slots, limits).Scan())
        {
            case ScanResult.Complete:
                plan.ResolveScanned(slots);
                break;
            case ScanResult.LeftToReference:
                slots.Reset(plan.SlotCount);
                ReferenceReader.Read(json, plan, slots, limits.MaxDepth);
                plan.ResolveAlternatives(slots);
                break;
            case ScanResult.TooDeep:
                throw TooDeep();
            default:
                throw new EventFormatException("The event is not well-formed JSON.");
        }
    }

    public static EventFormatException TooDeep() => new($"The event is nested deeper than {nameof(FilterCompilerOptions)}.{nameof(FilterCompilerOptions.MaxEventDepth)} allows.");

    private static void Check(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json))
        {
            throw new EventFormatException("The event is not valid UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException exception)
        {
            throw EventFormatException.NotJson(exception);
        }
    }
}
