//! Kinds of file beside JPEG and PNG, and what is peculiar to each.

use crate::corpus::{Pixels, Seen, assert_near, exif, jpeg_within, one};
use crate::directory::{Value, structure};
use document::PixelSize;
use photo::{Caveat, Kind, inspect, render};
use tiff::encoder::{Compression, Predictor, TiffEncoder, colortype};

const RED: [u8; 3] = [200, 60, 50];
const GREEN: [u8; 3] = [60, 160, 80];
const BLUE: [u8; 3] = [50, 80, 190];
const SAND: [u8; 3] = [225, 215, 190];

const TELEPHONE: &[u8] = include_bytes!("../fixtures/telephone.heic");
const MIRRORED: &[u8] = include_bytes!("../fixtures/mirrored.heic");
const ODD: &[u8] = include_bytes!("../fixtures/odd.heic");
const DEEP: &[u8] = include_bytes!("../fixtures/deep.heic");
const LOSSY: &[u8] = include_bytes!("../fixtures/lossy.webp");
const ANIMATED: &[u8] = include_bytes!("../fixtures/animated.webp");

/// Red and green above, blue and sand below.
fn quarters() -> Pixels {
    Pixels::new(96, 64, |x, y| match (x < 48, y < 32) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => SAND,
    })
}

/// Compares kind, size, caveats and the four corners.
#[track_caller]
fn check(
    file: &[u8],
    kind: Kind,
    size: (u32, u32),
    caveats: &[Caveat],
    corners: [[u8; 3]; 4],
) {
    let found = inspect(file).unwrap();
    assert_eq!(found.kind, kind);
    assert_eq!(found.size, PixelSize { width: size.0, height: size.1 });
    assert_eq!(found.caveats, caveats);
    let seen = Seen::new(&one(file, jpeg_within(4000)));
    assert_eq!((seen.width, seen.height), size);
    for (corner, expected) in corners.into_iter().enumerate() {
        let (x, y) = (0.25 + 0.5 * (corner % 2) as f64, 0.25 + 0.5 * (corner / 2) as f64);
        assert_near(seen.at(x, y), expected, 8);
    }
}

const UPRIGHT: [[u8; 3]; 4] = [RED, GREEN, BLUE, SAND];

/// Numbers of colours: the corners of [`quarters`], then clear.
fn numbers(width: u32, height: u32) -> Pixels {
    Pixels::new(width, height, |x, y| {
        [u8::from(x >= width / 2) + 2 * u8::from(y >= height / 2)]
    })
}

fn palette() -> Vec<u8> {
    [RED, GREEN, BLUE, SAND, [0; 3], [0; 3], [0; 3], [0; 3]].concat()
}

#[test]
fn bmp_is_read() {
    check(&quarters().bmp(), Kind::Bmp, (96, 64), &[], UPRIGHT);
    // Rows of a BMP are padded to four bytes.
    let narrow = Pixels::new(37, 64, |_, y| if y < 32 { RED } else { BLUE });
    check(&narrow.bmp(), Kind::Bmp, (37, 64), &[], [RED, RED, BLUE, BLUE]);
}

#[test]
fn of_a_gif_the_first_frame_is_taken_where_it_stands() {
    let gif = numbers(96, 64).gif((96, 64), &palette(), &[(0, 0)]);
    check(&gif, Kind::Gif, (96, 64), &[], UPRIGHT);
    // A frame of a quarter of the screen; around it nothing is drawn.
    let small = Pixels { samples: vec![2; 48 * 32], width: 48, height: 32 };
    let gif = small.gif((96, 64), &palette(), &[(48, 32), (0, 0)]);
    let white = [255; 3];
    check(
        &gif,
        Kind::Gif,
        (96, 64),
        &[Caveat::FirstOfSeveral],
        [white, white, white, BLUE],
    );
    let clear = Pixels { samples: vec![7; 96 * 64], width: 96, height: 64 };
    check(
        &clear.gif((96, 64), &palette(), &[(0, 0)]),
        Kind::Gif,
        (96, 64),
        &[],
        [white; 4],
    );
}

#[test]
fn webp_is_read_with_loss_with_alpha_and_of_an_animation_the_first_frame() {
    check(LOSSY, Kind::WebP, (96, 64), &[], UPRIGHT);
    check(ANIMATED, Kind::WebP, (96, 64), &[Caveat::FirstOfSeveral], UPRIGHT);
    let clear = Pixels::new(96, 64, |x, y| match (x < 48, y < 32) {
        (true, true) => [200, 60, 50, 255],
        (false, true) => [0, 0, 0, 128],
        _ => [9, 9, 9, 0],
    });
    check(
        &clear.webp(|_| ()),
        Kind::WebP,
        (96, 64),
        &[],
        [RED, [127; 3], [255; 3], [255; 3]],
    );
}

#[test]
fn heic_of_a_telephone_is_turned_once_and_speaks() {
    // Container and EXIF both tell of the turn.
    check(TELEPHONE, Kind::Heic, (96, 112), &[], UPRIGHT);
    let words = inspect(TELEPHONE).unwrap().words;
    assert_eq!(words.caption, "Quang cảnh Hội nghị");
    assert_eq!(words.byline, "Đan Phượng");
    check(MIRRORED, Kind::Heic, (96, 64), &[], [GREEN, RED, SAND, BLUE]);
    check(ODD, Kind::Heic, (97, 65), &[], UPRIGHT);
}

/// An HEIC whose picture has a clean aperture: width, height and the way of its middle
/// from that of the picture, across and down.
fn with_aperture(heic: &[u8], [width, height, right, down]: [i32; 4]) -> Vec<u8> {
    let numbers = [width, 1, height, 1, right, 1, down, 1].map(i32::to_be_bytes);
    let aperture = [&[0, 0, 0, 40], b"clap".as_slice(), numbers.as_flattened()].concat();
    let mut file = heic.to_vec();
    let find = |file: &[u8], kind: &[u8]| {
        file.windows(4).position(|four| four == kind).expect("a box of this kind")
    };
    let grow = |file: &mut Vec<u8>, kind: &[u8], by: u32| {
        let at = find(file, kind) - 4;
        let size = u32::from_be_bytes(*file[at..].first_chunk().unwrap()) + by;
        file[at..at + 4].copy_from_slice(&size.to_be_bytes());
        at + size as usize
    };
    // One property more, the last in its box, and known to the picture.
    let known = file.windows(4).filter(|kind| {
        [b"hvcC", b"ispe", b"pixi", b"irot", b"imir", b"colr"].iter().any(|k| k == kind)
    });
    let number = known.count() as u8 + 1;
    let end = grow(&mut file, b"ipco", 40) - 40;
    file.splice(end..end, aperture);
    let picture = file[find(&file, b"pitm") + 9];
    let mut at = find(&file, b"ipma") + 12;
    while file[at + 1] != picture {
        at += 3 + usize::from(file[at + 2]);
    }
    file[at + 2] += 1;
    file.insert(at + 3, number);
    grow(&mut file, b"ipma", 1);
    grow(&mut file, b"iprp", 41);
    grow(&mut file, b"meta", 41);
    // What lies behind has moved.
    let places = find(&file, b"iloc") + 8;
    assert_eq!(file[places..places + 2], [0x44, 0], "the sizes of libheif");
    let mut at = places + 4;
    for _ in 0..file[places + 3] {
        let (inside, parts) = (file[at + 3] == 1, usize::from(file[at + 7]));
        for part in 0..parts {
            let offset = &mut file[at + 8 + part * 8..][..4];
            let place = u32::from_be_bytes(*offset.first_chunk().unwrap());
            let moved = if inside { place } else { place + 41 };
            offset.copy_from_slice(&moved.to_be_bytes());
        }
        at += 8 + parts * 8;
    }
    file
}

#[test]
fn what_lies_outside_the_clean_aperture_of_an_heic_is_cut_off() {
    let upright = |clean| with_aperture(TELEPHONE, clean);
    // As stored, before the turn: 112 × 96.
    check(&upright([112, 96, 0, 0]), Kind::Heic, (96, 112), &[], UPRIGHT);
    check(&upright([80, 60, 0, 0]), Kind::Heic, (60, 80), &[], UPRIGHT);
    let corners = [RED, GREEN, BLUE, SAND];
    let mut seen = Vec::new();
    for (right, down) in [(-28, -24), (28, -24), (-28, 24), (28, 24)] {
        let file = upright([56, 48, right, down]);
        assert_eq!(inspect(&file).unwrap().size, PixelSize { width: 48, height: 56 });
        let colour: [u8; 3] = Seen::new(&one(&file, jpeg_within(48))).at(0.5, 0.5);
        let near = |of: &[u8; 3]| of.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12);
        seen.push(corners.iter().position(near).expect("a quarter of one colour"));
    }
    // A quarter of a turn to the right: what was left below is above.
    let turned: Vec<usize> = UPRIGHT
        .iter()
        .map(|colour| corners.iter().position(|corner| corner == colour).unwrap())
        .collect();
    assert_eq!(seen, [turned[1], turned[3], turned[0], turned[2]]);
    // One that leaves the picture is none.
    check(&upright([80, 60, 40, 0]), Kind::Heic, (96, 112), &[], UPRIGHT);
    check(&upright([0, 60, 0, 0]), Kind::Heic, (96, 112), &[], UPRIGHT);
}

#[test]
fn heic_of_ten_bits_is_converted_from_its_code_points() {
    // Expected: Display P3 to sRGB, computed from the primaries in floating point.
    check(
        DEEP,
        Kind::Heic,
        (96, 64),
        &[],
        [[216, 47, 40], [0, 162, 73], [34, 80, 196], [227, 215, 187]],
    );
}

#[test]
fn avif_is_refused_in_words_of_its_own() {
    use document::{Fit, Format, Recipe};
    let format = Format::Avif { quality: 60 };
    let recipe = Recipe { fit: Fit::Within { width: 32 }, format };
    let avif = one(&quarters().jpeg(&[]), recipe).bytes;
    assert_eq!(inspect(&avif).unwrap_err().code(), "photo.avif");
    assert_eq!(render(&avif, &[recipe]).unwrap_err().code(), "photo.avif");
}

fn encoded<C>(
    samples: &[C::Inner],
    compression: Compression,
    predictor: Predictor,
) -> Vec<u8>
where
    C: colortype::ColorType,
    [C::Inner]: tiff::encoder::TiffValue,
{
    let mut file = std::io::Cursor::new(Vec::new());
    let encoder = TiffEncoder::new(&mut file).unwrap();
    let mut encoder = encoder.with_compression(compression).with_predictor(predictor);
    let mut image = encoder.new_image::<C>(96, 64).unwrap();
    image.rows_per_strip(20).unwrap();
    image.write_data(samples).unwrap();
    file.into_inner()
}

#[test]
fn tiff_is_read_in_every_compression_of_the_day() {
    use colortype::{CMYK8, Gray8, Gray16, RGB8, RGB16, RGBA8};
    let rgb = quarters().samples;
    for compression in [
        Compression::Uncompressed,
        Compression::Lzw,
        Compression::Deflate(Default::default()),
        Compression::Packbits,
    ] {
        let file = encoded::<RGB8>(&rgb, compression, Predictor::None);
        check(&file, Kind::Tiff, (96, 64), &[], UPRIGHT);
        let wide: Vec<u16> = rgb.iter().map(|sample| u16::from(*sample) * 257).collect();
        let file = encoded::<RGB16>(&wide, compression, Predictor::None);
        check(&file, Kind::Tiff, (96, 64), &[], UPRIGHT);
    }
    let predicted = encoded::<RGB8>(&rgb, Compression::Lzw, Predictor::Horizontal);
    check(&predicted, Kind::Tiff, (96, 64), &[], UPRIGHT);

    let plain = |bytes: &[u8]| bytes.repeat(96 * 64);
    let none = Predictor::None;
    let grey = encoded::<Gray8>(&plain(&[100]), Compression::Lzw, none);
    check(&grey, Kind::Tiff, (96, 64), &[], [[100; 3]; 4]);
    let wide = encoded::<Gray16>(&vec![100 * 257; 96 * 64], Compression::Lzw, none);
    check(&wide, Kind::Tiff, (96, 64), &[], [[100; 3]; 4]);
    let clear = encoded::<RGBA8>(&plain(&[0, 0, 0, 0]), Compression::Lzw, none);
    check(&clear, Kind::Tiff, (96, 64), &[], [[255; 3]; 4]);
    // Bare paper is white, and red is made of magenta and yellow.
    let paper = encoded::<CMYK8>(&plain(&[0, 0, 0, 0]), Compression::Lzw, none);
    check(&paper, Kind::Tiff, (96, 64), &[], [[255; 3]; 4]);
    let red = encoded::<CMYK8>(&plain(&[0, 255, 255, 0]), Compression::Lzw, none);
    let [r, g, b] = Seen::new(&one(&red, jpeg_within(16))).at(0.5, 0.5);
    assert!(r > 190 && g < 70 && b < 70, "red ink became {r} {g} {b}");
}

/// A TIFF of one strip.
fn strip(
    photometric: u16,
    bits: Vec<u16>,
    data: Vec<Vec<u8>>,
    more: Vec<(u16, Value)>,
) -> Vec<u8> {
    let mut tags = vec![
        (256, Value::Short(vec![96])),
        (257, Value::Short(vec![64])),
        (259, Value::Short(vec![1])),
        (262, Value::Short(vec![photometric])),
        (273, Value::Offsets),
        (277, Value::Short(vec![bits.len() as u16])),
        (258, Value::Short(bits)),
        (278, Value::Short(vec![64])),
        (279, Value::Lengths),
    ];
    tags.retain(|(tag, _)| more.iter().all(|(given, _)| given != tag));
    tags.extend(more);
    tags.sort_by_key(|(tag, _)| *tag);
    structure(true, &data, tags)
}

#[test]
fn tiff_of_faxes_scanners_and_photoshop() {
    // One bit, and white is zero: left white, right black.
    let bits: Vec<u8> = [[0, 0, 0, 0, 0, 0], [255; 6]].concat().repeat(64);
    let fax = strip(0, vec![1], vec![bits], vec![]);
    check(&fax, Kind::Tiff, (96, 64), &[], [[255; 3], [0; 3], [255; 3], [0; 3]]);
    let nibbles = strip(1, vec![4], vec![vec![0x66; 48 * 64]], vec![]);
    check(&nibbles, Kind::Tiff, (96, 64), &[], [[102; 3]; 4]);

    // Channels one after the other.
    let rgb = quarters().samples;
    let plane = |of: usize| rgb.iter().skip(of).step_by(3).copied().collect::<Vec<u8>>();
    let planar = strip(
        2,
        vec![8; 3],
        (0..3).map(plane).collect(),
        vec![(284, Value::Short(vec![2]))],
    );
    check(&planar, Kind::Tiff, (96, 64), &[], UPRIGHT);

    // Alpha that is already multiplied with, and a sample that means nothing.
    let extra = |kind: u16| vec![(338, Value::Short(vec![kind]))];
    let half = [100_u8, 0, 0, 128].repeat(96 * 64);
    let multiplied = strip(2, vec![8; 4], vec![half.clone()], extra(1));
    check(&multiplied, Kind::Tiff, (96, 64), &[], [[227, 127, 127]; 4]);
    let straight = strip(2, vec![8; 4], vec![half.clone()], extra(2));
    check(&straight, Kind::Tiff, (96, 64), &[], [[177, 127, 127]; 4]);
    let nothing = strip(2, vec![8; 4], vec![half], extra(0));
    check(&nothing, Kind::Tiff, (96, 64), &[], [[100, 0, 0]; 4]);
}

#[test]
fn raw_files_and_rare_pictures_are_named_as_such() {
    let thumbnail = || vec![quarters().samples];
    let reduced = vec![(254, Value::Long(vec![1]))];
    let version = vec![(50_706, Value::Bytes(vec![1, 4, 0, 0]))];
    let fax = (259, Value::Short(vec![4]));
    let mut twelve = quarters().jpeg(&[exif(1)]);
    let frame = twelve.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    twelve[frame + 4] = 12;
    let mut arithmetic = quarters().jpeg(&[]);
    let frame = arithmetic.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    arithmetic[frame + 1] = 0xC9;
    let files = [
        strip(2, vec![8; 3], thumbnail(), reduced),
        strip(2, vec![8; 3], thumbnail(), version),
        strip(3, vec![8], vec![vec![0; 96 * 64]], vec![]),
        strip(1, vec![32], vec![vec![0; 96 * 64 * 4]], vec![]),
        strip(1, vec![1], vec![vec![0; 12 * 64]], vec![fax]),
        twelve,
        arithmetic,
        b"8BPS\0\x01\0\0\0\0\0\0\0\x03".to_vec(),
        b"\xFF\x0A\0\0".to_vec(),
        b"\0\0\0\x0CJXL \x0D\x0A\x87\x0A".to_vec(),
        b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom".to_vec(),
        b"FUJIFILMCCD-RAW 0201".to_vec(),
    ];
    for (at, file) in files.iter().enumerate() {
        assert_eq!(inspect(file).unwrap_err().code(), "photo.rare", "{at}");
    }
}

#[test]
fn png_keeps_to_its_gamma_and_its_code_points() {
    use png::{BitDepth, ColorType, ScaledFloat};
    let at = |file: &[u8]| -> [u8; 3] {
        Seen::new(&one(file, jpeg_within(96))).at(0.25, 0.25)
    };
    let made = |paint: [u8; 3], more: &dyn Fn(&mut png::Info<'_>)| {
        Pixels::plain(paint).png(ColorType::Rgb, BitDepth::Eight, more)
    };
    // Linear light: 55 of 255 is coded as 128.
    let linear = made([55; 3], &|info| info.source_gamma = Some(ScaledFloat::new(1.0)));
    assert_near(at(&linear), [128; 3], 3);
    // The usual gamma means sRGB, and a statement of sRGB goes before a gamma.
    let usual =
        made([55; 3], &|info| info.source_gamma = Some(ScaledFloat::new(0.45455)));
    assert_near(at(&usual), [55; 3], 2);
    // Expected: Display P3 to sRGB, computed from the primaries in floating point.
    let mut file = made([200, 100, 50], &|_| ());
    let chunk = [b"cICP", [12, 13, 0, 1].as_slice()].concat();
    let mut whole = file.drain(..33).collect::<Vec<u8>>();
    whole.extend([0, 0, 0, 4]);
    whole.extend(&chunk);
    whole.extend(crate::refusal::crc(&chunk).to_be_bytes());
    whole.extend(file);
    assert_near(at(&whole), [215, 93, 31], 3);
}

#[test]
fn of_an_animated_png_the_still_picture_is_taken() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 96, 64);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&quarters().samples).unwrap();
    writer.write_image_data(&vec![0; 96 * 64 * 3]).unwrap();
    writer.finish().unwrap();
    check(&file, Kind::Png, (96, 64), &[Caveat::FirstOfSeveral], UPRIGHT);
}
