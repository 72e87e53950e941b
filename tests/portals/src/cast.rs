//! The cast: goods and buyers that fill the lists. The same row number always gives the same order.

/// Something that the shop sells.
pub(crate) struct Product {
    pub(crate) title: &'static str,
    pub(crate) specs: &'static str,
    pub(crate) sku: &'static str,
    pub(crate) cents: u32,
    /// Which little drawing stands for the photograph.
    pub(crate) icon: &'static str,
}

const fn product(
    icon: &'static str,
    sku: &'static str,
    cents: u32,
    specs: &'static str,
    title: &'static str,
) -> Product {
    Product { title, specs, sku, cents, icon }
}

/// The shop's goods.
pub(crate) const PRODUCTS: [Product; 12] = [
    product(
        "earbuds",
        "TWS-X15-BLK",
        2399,
        "Black / Ships from: China",
        "X15 Wireless Earbuds Bluetooth 5.3 with Charging Case, Low Latency, IPX5",
    ),
    product(
        "lamp",
        "LMP-CLIP-03",
        1875,
        "Warm white / USB plug",
        "Clip-on LED Desk Lamp, 3 Colour Temperatures, 10 Brightness Levels, Touch",
    ),
    product(
        "case",
        "CSE-15P-CLR",
        799,
        "Clear / for 15 Pro",
        "Shockproof Clear Phone Case with Magnetic Ring, Anti-yellow TPU",
    ),
    product(
        "hoodie",
        "HOD-FLC-GRY-L",
        3150,
        "Grey / L",
        "Fleece-lined Hoodie for Men, Regular Fit, Kangaroo Pocket, Autumn Winter",
    ),
    product(
        "cable",
        "CBL-C2C-2M",
        649,
        "2 m / 100 W",
        "USB-C to USB-C Braided Cable 100 W Fast Charge, E-Marker, 2 m",
    ),
    product(
        "ring",
        "RNG-S925-17",
        1290,
        "Silver / 17",
        "925 Sterling Silver Adjustable Stacking Ring with Zirconia",
    ),
    product(
        "watch",
        "BND-SIL-41",
        899,
        "Midnight / 41 mm",
        "Soft Silicone Watch Band, Quick Release, 38-41 mm, Breathable",
    ),
    product(
        "mug",
        "MUG-INS-350",
        2145,
        "Moss green / 350 ml",
        "Vacuum Insulated Travel Mug, Leak-proof Lid, Stainless Steel 350 ml",
    ),
    product(
        "lamp",
        "GRL-SOL-10M",
        1560,
        "10 m / 100 LED",
        "Solar String Lights Outdoor, 100 LED, 8 Modes, Waterproof IP65",
    ),
    product(
        "cable",
        "HUB-7IN1-GR",
        2890,
        "Space grey",
        "7-in-1 USB-C Hub, 4K HDMI, SD/TF Reader, 100 W Power Delivery",
    ),
    product(
        "case",
        "PCH-NEO-13",
        1320,
        "Navy / 13 inch",
        "Neoprene Laptop Sleeve 13-14 inch with Accessory Pocket",
    ),
    product(
        "watch",
        "TRK-FIT-S4",
        3420,
        "Black",
        "Fitness Tracker S4, Heart Rate, Sleep, 14 Days Battery, 5 ATM",
    ),
];

/// Someone who buys.
pub(crate) struct Buyer {
    pub(crate) name: &'static str,
    pub(crate) handle: &'static str,
    pub(crate) country: &'static str,
    pub(crate) street: &'static str,
    pub(crate) city: &'static str,
}

const fn buyer(
    name: &'static str,
    handle: &'static str,
    country: &'static str,
    street: &'static str,
    city: &'static str,
) -> Buyer {
    Buyer { name, handle, country, street, city }
}

/// The buyers.
pub(crate) const BUYERS: [Buyer; 14] = [
    buyer("Lucía Fernández", "lucia_fdz88", "ES", "Calle de Atocha 41, 3º B", "28012 Madrid"),
    buyer("Thomas Berger", "berger-tom", "DE", "Lindenstraße 7", "50674 Köln"),
    buyer("Camille Laurent", "camille.lrt", "FR", "12 rue des Lilas", "69003 Lyon"),
    buyer("Emily Carter", "emcarter_21", "US", "2208 Maple Ave Apt 4", "Austin, TX 78704"),
    buyer("João Pereira", "joaop_br", "BR", "Rua das Acácias 310", "13083-852 Campinas - SP"),
    buyer("Marek Nowak", "mareknow", "PL", "ul. Długa 18/5", "31-147 Kraków"),
    buyer("Olivia Hughes", "oliviah-uk", "GB", "9 Mill Lane", "Leeds LS1 4DY"),
    buyer("Daniel Novák", "dnovak77", "CZ", "Husova 24", "602 00 Brno"),
    buyer("Giulia Romano", "giulia_rm", "IT", "Via Garibaldi 88", "00153 Roma"),
    buyer("Noah Williams", "noahw_ca", "CA", "55 King St W", "Toronto ON M5K 1A1"),
    buyer("Min-seo Park", "minseo.p", "KR", "서울특별시 마포구 월드컵로 24", "04004 Seoul"),
    buyer("Ana Castillo", "anacast_cl", "CL", "Av. Providencia 1760", "7500498 Santiago"),
    buyer("Jasper de Vries", "jasper_dv", "NL", "Prinsengracht 214", "1016 HD Amsterdam"),
    buyer("Sofia Lindqvist", "sofialin", "SE", "Götgatan 31", "116 21 Stockholm"),
];

/// The goods of a row.
pub(crate) fn goods(row: usize) -> &'static Product {
    &PRODUCTS[row * 7 % PRODUCTS.len()]
}

/// The buyer of a row.
pub(crate) fn who(row: usize) -> &'static Buyer {
    &BUYERS[row * 5 % BUYERS.len()]
}

/// How many pieces a row orders.
pub(crate) fn pieces(row: usize) -> u32 {
    [1, 1, 2, 1, 1, 3, 1][row % 7]
}

/// `length` digits that look random and belong to this row and purpose for ever.
pub(crate) fn digits(purpose: u64, row: usize, length: usize) -> String {
    let mut state =
        (row as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ purpose.wrapping_mul(0xD1B5_4A32_D192_ED03);
    (0..length)
        .map(|_| {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            char::from(b'0' + (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 40) as u8 % 10)
        })
        .collect()
}

/// An amount of cents with two decimals.
pub(crate) fn money(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
