using ScimFilter.Json.Slots;

namespace ScimFilter.Tests;

/// <summary>Buffers are reused from event to event; large ones are not kept.</summary>
public class BufferTests
{
    private const int Little = 4_000;
    private const int Large = 200_000;

    [Fact]
    public void A_text_keeps_its_buffer_and_gives_a_large_one_back()
    {
        var text = new EventText();
        Assert.Equal(0, Allocated(() => text.Begin(1024 - (2 * EventText.Padding))));
        Assert.InRange(Allocated(() => text.Begin(Large)), Large, Large * 3 / 2);
        Assert.Equal(0, Allocated(() => text.Begin(Large)));
        Assert.InRange(Allocated(() => text.Begin(0)), 1024, Little);
        Assert.Equal(0, Allocated(() => text.Begin(1024 - (2 * EventText.Padding))));
        Assert.InRange(Allocated(() => text.Begin(Large)), Large, Large * 3 / 2);

        Assert.InRange(Allocated(() => text.Begin(100_000)), 100_000, 150_000);
        Assert.Equal(0, Allocated(() => text.Begin(0)));
        Assert.Equal(0, Allocated(() => text.Begin(100_000)));
    }

    [Fact]
    public void What_is_appended_stands_behind_the_text_and_stays_there()
    {
        var text = new EventText();
        text.Begin(2);
        text.FillEnd("{}"u8);
        byte[] much = [.. Enumerable.Range(0, 5_000).Select(i => (byte)i)];
        int first = text.Append("first"u8);
        int second = text.Append(much);
        (int start, int length) = text.Unescape(first, 5);
        Assert.Equal(text.Length + EventText.Padding, first);
        Assert.Equal(first + 5, second);
        Assert.Equal(second + much.Length, start);
        Assert.Equal("first"u8, text.Slice(first, 5));
        Assert.Equal(much, text.Slice(second, much.Length));
        Assert.Equal("first"u8, text.Slice(start, length));

        // A buffer grows by doubling, not by every value.
        Assert.InRange(Allocated(AppendOften), 0, 60_000);

        void AppendOften()
        {
            for (int i = 0; i < 1_000; i++)
            {
                text.Append("0123456789"u8);
            }
        }
    }

    [Fact]
    public void Behind_a_text_stand_spaces_whatever_stood_there_before()
    {
        var text = new EventText();
        byte[] longer = [.. Enumerable.Repeat((byte)'"', 200)];
        text.Begin(longer.Length);
        text.Fill(longer);
        text.FillEnd(longer);
        text.Begin(100);
        Assert.Equal(longer.AsSpan(0, 100), text.Slice(0, 100));
        Assert.Equal(Enumerable.Repeat((byte)' ', EventText.Padding), text.Slice(100, EventText.Padding).ToArray());
        text.Clear();
        Assert.Equal(0, text.Length);
        Assert.Equal(Enumerable.Repeat((byte)' ', EventText.Padding), text.Slice(0, EventText.Padding).ToArray());
    }

    [Fact]
    public void Masks_keep_their_buffer_and_give_a_large_one_back()
    {
        var masks = new JsonMasks();
        Assert.Equal(0, Allocated(() => masks.Begin(14)));
        Assert.InRange(Allocated(() => masks.Begin(15)), 17 * 40, Little);
        Assert.InRange(Allocated(() => masks.Begin(3_000)), 3_002 * 40, 5_000 * 40);
        Assert.Equal(0, Allocated(() => masks.Begin(3_000)));
        Assert.InRange(Allocated(() => masks.Begin(5)), 7 * 40, Little);
        Assert.InRange(Allocated(() => masks.Begin(1_000)), 1_002 * 40, 2_000 * 40);
        Assert.Equal(0, Allocated(() => masks.Begin(5)));
        Assert.Equal(0, Allocated(() => masks.Begin(1_000)));
    }

    [Fact]
    public void Slots_keep_their_buffers_and_give_large_ones_back()
    {
        var slots = new EventSlots();
        Assert.Equal(0, Allocated(() => slots.Reset(8)));
        Assert.InRange(Allocated(() => slots.Reset(9)), 9 * 16, Little);
        Assert.Equal(0, Allocated(() => slots.Reset(18)));

        const int kept = 4_096;
        Fill(kept + 1);
        Assert.Equal(0, Allocated(() => Fill(kept + 1)));
        Assert.InRange(Allocated(() => Fill(kept + 2)), kept * 16, int.MaxValue);
        Assert.InRange(Allocated(() => Fill(10)), 8 * 16, Little);
        Assert.InRange(Allocated(() => Fill(kept + 1)), kept * 16, int.MaxValue);

        void Fill(int values)
        {
            slots.Reset(2);
            Assert.True(slots.IsEmpty(1));
            for (int i = 0; i < values; i++)
            {
                slots.Add(1, ValueKind.Number, SlotFlags.HasValue | SlotFlags.Present, i, 1);
            }
        }
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
