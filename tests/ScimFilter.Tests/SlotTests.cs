using ScimFilter.Json.Slots;

namespace ScimFilter.Tests;

/// <summary>What is kept of the attributes of an event, and of the names in it.</summary>
public class SlotTests
{
    [Fact]
    public void Values_of_one_attribute_form_a_chain_and_join_their_flags()
    {
        var slots = new EventSlots();
        slots.Reset(3);
        slots.At(1).TakeString(5, 0);
        Assert.Equal(SlotFlags.HasValue, slots.Get(1).Flags);
        slots.Add(1, ValueKind.String, SlotFlags.HasValue | SlotFlags.Present, 7, 2);
        slots.Add(1, ValueKind.Number, SlotFlags.HasValue, 9, 3);
        Assert.Equal(SlotFlags.HasValue | SlotFlags.Present, slots.Get(1).Flags);

        Slot last = slots.GetMore(slots.Get(1).Next);
        Slot middle = slots.GetMore(last.Next);
        Assert.Equal((ValueKind.String, 5, 0), (slots.Get(1).Kind, slots.Get(1).Start, slots.Get(1).Length));
        Assert.Equal((ValueKind.String, 7, 2, 0), (middle.Kind, middle.Start, middle.Length, middle.Next));
        Assert.Equal((ValueKind.Number, 9, 3), (last.Kind, last.Start, last.Length));

        slots.Add(2, ValueKind.True, SlotFlags.Present, 1, 4);
        slots.SetFlags(2, SlotFlags.Present);
        slots.SetFlags(2, SlotFlags.HasValue);
        Assert.Equal((ValueKind.True, SlotFlags.HasValue | SlotFlags.Present), (slots.Get(2).Kind, slots.Get(2).Flags));
        slots.Alias(1, 2);
        Assert.Equal(slots.Get(2), slots.Get(1));
    }

    [Fact]
    public void Flags_that_are_set_before_the_first_value_stay()
    {
        var slots = new EventSlots();
        slots.Reset(3);
        slots.SetFlags(1, SlotFlags.HasValue);
        slots.At(1).TakeString(0, 1);
        Assert.Equal(SlotFlags.HasValue | SlotFlags.Present, slots.Get(1).Flags);
        slots.SetFlags(2, SlotFlags.Present);
        slots.Add(2, ValueKind.Number, SlotFlags.HasValue | SlotFlags.Present, 0, 1);
        Assert.Equal(SlotFlags.HasValue | SlotFlags.Present, slots.Get(2).Flags);
    }

    [Fact]
    public void A_name_is_seen_once_an_object_unless_a_better_spelling_comes()
    {
        var seen = new SeenNames(2);
        long first = seen.NextInstance();
        long second = seen.NextInstance();
        Assert.NotEqual(first, second);
        Assert.Equal(Sighting.First, seen.See(0, first, exact: false));
        Assert.Equal(Sighting.Late, seen.See(0, first, exact: false));
        Assert.Equal(Sighting.BetterSpelling, seen.See(0, first, exact: true));
        Assert.Equal(Sighting.First, seen.See(1, first, exact: true));
        Assert.Equal(Sighting.Late, seen.See(1, first, exact: true));
        Assert.Equal(Sighting.First, seen.See(1, second, exact: true));

        Assert.True(seen.TrySee(0, second));
        Assert.False(seen.TrySee(0, second));
        Assert.Equal(Sighting.Late, seen.See(0, second, exact: true));
        long third = seen.NextInstance();
        Assert.Equal(Sighting.First, seen.See(0, third, exact: false));
        Assert.False(seen.TrySee(0, third));
        Assert.Equal(Sighting.BetterSpelling, seen.See(0, third, exact: true));
        Assert.True(seen.TrySee(0, seen.NextInstance()));
    }
}
