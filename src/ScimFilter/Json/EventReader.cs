using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>An event to slots: the scanner, with the reference reader for what the scanner leaves to it.</summary>
internal static class EventReader
{
    /// <summary>Reads the attributes of a plan into slots.</summary>
    /// <exception cref="EventFormatException">The text is no JSON as far as it was read, or beyond a limit.</exception>
    public static void Read(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits) =>
        Read(json, plan, slots, limits, isParsed: false);

    /// <summary>Reads an event that was parsed already, from the text behind it.</summary>
    /// <exception cref="EventFormatException">The event is beyond a limit.</exception>
    public static void Read(JsonElement @event, ReadPlan plan, EventSlots slots, ReadLimits limits) =>
        ReadParsed(JsonMarshal.GetRawUtf8Value(@event), plan, slots, limits);

    /// <summary>
    /// Reads text that was parsed already. The options of the parser do not show in a document, so comments and trailing commas are
    /// looked for while the text is read. If there are any, the text is rewritten without them and read again.
    /// </summary>
    /// <exception cref="EventFormatException">The event is beyond a limit.</exception>
    public static void ReadParsed(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits) =>
        Read(json, plan, slots, limits, isParsed: true);

    public static EventFormatException TooDeep(int maxDepth) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The event is nested deeper than {maxDepth} levels (FilterCompilerOptions.MaxEventDepth)."));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits, bool isParsed)
    {
        if (json.Length > limits.MaxLength)
        {
            throw new EventFormatException($"The event is longer than {limits.MaxLength} bytes.");
        }

        if (limits.Reading == EventReading.Strict)
        {
            CheckBytes(json, limits.MaxDepth, isParsed);
        }

        slots.Reset(plan.SlotCount);
        ScanResult result = new EventScanner(json, plan, slots, limits, isParsed).Scan();
        if (result == ScanResult.Complete)
        {
            plan.ResolveScanned(slots);
        }
        else
        {
            FinishRare(result, json, plan, slots, limits);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishRare(ScanResult result, ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits)
    {
        switch (result)
        {
            case ScanResult.LeftToReference:
                // A copy, as that reads the text several times and its owner may change it.
                byte[] copy = slots.Source.Slice(0, json.Length).ToArray();
                slots.Reset(plan.SlotCount);
                ReferenceReader.Read(copy, plan, slots, limits.MaxDepth);
                plan.ResolveAlternatives(slots);
                break;
            case ScanResult.NotPlain:
                ReadRewritten(json, plan, slots, limits);
                break;
            case ScanResult.TooDeep:
                throw TooDeep(limits.MaxDepth);
            default:
                throw new EventFormatException("The event is not well-formed JSON.");
        }
    }

    private static void ReadRewritten(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            ReadOnlySpan<byte> plain = buffer.AsSpan(0, PlainJson.Write(json, buffer));
            Read(plain, plan, slots, limits with { Reading = EventReading.Full });
        }
        catch (JsonException exception)
        {
            throw EventFormatException.NotJson(exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Checks every byte, for strict reading.</summary>
    private static void CheckBytes(ReadOnlySpan<byte> json, int maxDepth, bool isParsed)
    {
        if (!Utf8.IsValid(json))
        {
            throw new EventFormatException("The event is not valid UTF-8.");
        }

        try
        {
            // The reader takes any depth, as its own error would call what is JSON but too deep no JSON.
            var reader = new Utf8JsonReader(json, isParsed ? PlainJson.ReaderOptions : new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maxDepth)
                {
                    throw TooDeep(maxDepth);
                }
            }
        }
        catch (JsonException exception)
        {
            throw EventFormatException.NotJson(exception);
        }
    }
}
